import { All } from '../documents/All';

const fresh = (id: string) => `# ${id}: who may have a code, and how long it is good.
id: ${id}
validFor: P14D
lowAt: 100
`;

export default function Offers() {
    return <All kind="offers" fresh={fresh} />;
}
