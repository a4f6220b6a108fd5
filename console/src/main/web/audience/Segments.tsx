import { All } from '../documents/All';

const fresh = (id: string) => `# ${id}: who is in it.
id: ${id}
counters:
  orders: {on: order.placed, value: event.total}
if: orders.count(P180D) >= 3
`;

export default function Segments() {
    return <All kind="segments" fresh={fresh} />;
}
