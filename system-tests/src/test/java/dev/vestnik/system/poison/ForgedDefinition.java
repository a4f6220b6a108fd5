package dev.vestnik.system.poison;

import dev.vestnik.schemas.engine.ChangeAction;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.engine.DefinitionKind;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.system.poison.Claim.SeenAt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A document that no API would take, written to the log of definitions as another version's API might have. */
record ForgedDefinition(DefinitionKind kind, String what, String document) implements Poison {

    @Override
    public String name() {
        return "the " + kind + " " + id() + " in the log of definitions";
    }

    private String id() {
        return MARK + "forged-" + what;
    }

    @Override
    public Claim inflict(Site site) throws IOException, ExecutionException, InterruptedException {
        SetAside.Origin put = write(site, 0, ChangeAction.PUT, document);
        if (kind == DefinitionKind.journey) {
            write(site, put.offset() + 1, ChangeAction.PUBLISH, null);
        }
        return Claim.at(SeenAt.ONCE, this, _ -> site.status().saysBroken(id()));
    }

    private SetAside.Origin write(Site site, long base, ChangeAction action, String text)
            throws IOException, ExecutionException, InterruptedException {
        DefinitionChange change = new DefinitionChange(
                id() + action, kind, id(), base, action, text, null, MARK + "author", Instant.now(), null, List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(DefinitionChange.class).write(change, encoder);
        encoder.flush();
        int schema = site.schemaId(Topics.DEFINITIONS.name(), DefinitionChange.getClassSchema());
        byte[] key = (kind + "/" + id()).getBytes(StandardCharsets.UTF_8);
        return site.write(
                name(),
                new ProducerRecord<>(Topics.DEFINITIONS.name(), key, Sample.framed(schema, bytes.toByteArray())));
    }
}
