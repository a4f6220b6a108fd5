import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '../api/engine';
import type { Paged, TimelineEntry } from '../api/types';
import { Pill, When } from '../app/parts';
import { say } from '../journeys/graph';

interface Meaning {
    outcome: string;
    reason?: string | null;
    means: string;
}

/** What a decision's outcome and reason mean, in the engine's own words. */
export function useMeanings(): (outcome: string, reason: string | undefined) => string | undefined {
    const { data } = useQuery({ queryKey: ['reasons'], queryFn: ({ signal }) => get<Paged<Meaning>>('/api/reasons', signal), staleTime: Infinity });
    return (outcome, reason) => {
        const same = (one: Meaning) => one.outcome.toLowerCase() === outcome.toLowerCase();
        const all = data?.items.filter(same) ?? [];
        return (all.find((one) => (one.reason ?? undefined) === reason) ?? all.find((one) => !one.reason))?.means;
    };
}

function tone(outcome: string): 'good' | 'warn' | 'bad' | 'accent' | '' {
    const word = outcome.toUpperCase();
    if (['SENT', 'DELIVERED', 'CONVERTED', 'OPENED', 'CLICKED'].includes(word)) {
        return 'good';
    }
    if (['SKIPPED', 'HELD', 'DROPPED', 'NOT_ENTERED', 'REVOKED'].includes(word)) {
        return 'warn';
    }
    return ['FAILED', 'STUCK', 'REJECTED'].includes(word) ? 'bad' : word === 'ENTERED' ? 'accent' : '';
}

/** One decision: what, when, where, and on demand all that led to it. */
export function Entry({ entry, meaning, explain }: { entry: TimelineEntry; meaning: string | undefined; explain?: (journey: string) => void }) {
    const { t } = useTranslation();
    const inputs = Object.entries(entry.inputs ?? {});
    const gates = entry.gates ?? [];
    const { journey } = entry;
    return (
        <li>
            <When at={entry.at} />
            <div className="stack tight">
                <div className="row">
                    <Pill tone={tone(entry.outcome)}>{[entry.outcome.toLowerCase().replaceAll('_', ' '), entry.reason].filter(Boolean).join(' · ')}</Pill>
                    <span>{[entry.journey, entry.step].filter(Boolean).join(' / ')}</span>
                    {entry.channel && <span className="quiet small">{[entry.channel, entry.template].filter(Boolean).join(' · ')}</span>}
                </div>
                {meaning && <p className="quiet small">{meaning}</p>}
                <details className="why">
                    <summary>{t('customers.why')}</summary>
                    <div className="stack tight" style={{ padding: '8px 0 4px' }}>
                        <dl className="inputs">
                            <dt>{t('customers.cause')}</dt>
                            <dd>{[entry.cause, entry.causeId].filter(Boolean).join(' ')}</dd>
                            {inputs.map(([name, value]) => (
                                <Pair key={name} name={name} value={value} />
                            ))}
                            {gates.map((gate, i) => (
                                <Pair key={`gate ${i}`} name={say(gate.gate)} value={[say(gate.verdict), say(gate.inputs)].filter(Boolean).join(' · ')} />
                            ))}
                        </dl>
                        {journey && explain && (
                            <div>
                                <Button size="xs" variant="default" onClick={() => explain(journey)}>
                                    {t('customers.explain', { journey })}
                                </Button>
                            </div>
                        )}
                    </div>
                </details>
            </div>
        </li>
    );
}

export function Pair({ name, value }: { name: string; value: string }) {
    return (
        <>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </>
    );
}
