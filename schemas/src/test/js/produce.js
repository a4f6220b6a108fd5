// Sends one order.placed as a shop's own Node program would: stock kafkajs, stock registry client, the schema from the registry.
import { Kafka, logLevel } from "kafkajs";
import { SchemaRegistry, SchemaType } from "@kafkajs/confluent-schema-registry";

const [broker, host, topic] = process.argv.slice(2);
const registry = new SchemaRegistry({ host });
const subject = `${topic}-value`;
const { schema } = await (await fetch(`${host}/subjects/${subject}/versions/latest`)).json();
const { id } = await registry.register({ type: SchemaType.AVRO, schema }, { subject }); // with its defaults
if (id !== (await registry.getLatestSchemaId(subject))) {
  throw new Error(`registered anew as ${id}`);
}

const money = { amount: 129900, currency: "RUB" };
const event = {
  header: {
    eventId: "node-1",
    shop: "main",
    customerId: "customer-42",
    occurredAt: Date.parse("2026-01-24T11:05:00Z"),
    source: "/shops/main",
  },
  payload: {
    "dev.vestnik.schemas.shop.OrderPlaced": {
      orderId: "o-1",
      number: "12465",
      items: [{ productId: "p-1", name: "Чайник", quantity: 1, price: money }],
      total: money,
      deliveryMethod: "courier",
      paymentMethod: "card",
      origin: "web",
      callWindow: { from: Date.parse("2026-01-24T12:00:00Z"), to: Date.parse("2026-01-24T13:00:00Z") },
    },
  },
};

const producer = new Kafka({ brokers: [broker], logLevel: logLevel.ERROR }).producer();
await producer.connect();
await producer.send({ topic, messages: [{ key: "main/customer-42", value: await registry.encode(id, event) }] });
await producer.disconnect();
