package dev.vestnik.system.secured;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** Something that a user asked the broker for. */
record Deed(String user, AclOperation operation, ResourceType kind, String name) {

    @Override
    public String toString() {
        return "%s: %s %s %s".formatted(user, operation, kind, name);
    }
}
