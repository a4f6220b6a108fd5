package dev.vestnik.sandbox;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class PortsController {
    private final ObjectProvider<SandboxPorts> ports;

    PortsController(ObjectProvider<SandboxPorts> ports) {
        this.ports = ports;
    }

    @GetMapping("/ports")
    SandboxPorts ports() {
        return ports.getObject();
    }
}
