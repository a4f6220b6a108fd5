// Sends events as a shop's own Node program would: the stock CloudEvents SDK, every mode of its HTTP binding.
import { CloudEvent, HTTP } from "cloudevents";

const [url, key] = process.argv.slice(2);

function event(id, data, more = {}) {
  return new CloudEvent({ id, source: "/shops/main", type: "cart.cleared", subject: "node customer é", data, ...more });
}

async function send(message) {
  const headers = { ...message.headers, Authorization: `Bearer ${key}` };
  const answer = await fetch(url, { method: "POST", headers, body: message.body });
  if (answer.status !== 202) {
    throw new Error(`${answer.status}: ${await answer.text()} for ${JSON.stringify(message)}`);
  }
}

const cart = { cartId: "c-node" };
const bytes = new Uint8Array(Buffer.from(JSON.stringify(cart)));
await send(HTTP.structured(event("node-structured", cart)));
await send(HTTP.binary(event("node-binary", cart)));
await send(HTTP.structured(event("node-structured-bytes", bytes, { datacontenttype: "application/json" })));
await send(HTTP.binary(event("node-binary-bytes", bytes, { datacontenttype: "application/json" })));
await send({
  headers: { "content-type": "application/cloudevents-batch+json" },
  body: JSON.stringify([event("node-batch-1", cart), event("node-batch-2", bytes, { datacontenttype: "application/json" })]),
});
