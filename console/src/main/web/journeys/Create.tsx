import { Create } from '../documents/All';

const small = (id: string) => `# ${id}: which event starts it, and what is sent.
id: ${id}
class: service
entry: {on: order.shipped, key: event.orderId}
exit:
  - {on: order.cancelled, match: event.orderId == key, reason: cancelled}
start: wait
steps:
  wait: {type: delay, for: P1D, next: done}
  # A message, once its template is there; then let "wait" lead to it (next: tell):
  # tell: {type: message, template: order-shipped, within: PT12H, channels: [{via: push, until: opened, for: PT30M}, {via: sms}]}
  done: {type: end}
`;

/** A new draft; the page that opens sends it with the precondition that there was none of the name. */
export default function CreateJourney({ close }: { close: () => void }) {
    return <Create kind="journeys" fresh={small} close={close} />;
}
