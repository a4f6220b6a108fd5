import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { allOf } from '../documents/All';
import type { Draft } from '../documents/draft';
import { useWriter } from '../documents/OneDocument';
import type { Reading } from '../documents/yaml';
import { EVENTS } from '../forms/events';
import type { Schema } from '../forms/schema';
import { SchemaForm } from '../forms/SchemaForm';
import { ENTRY, EXITS, say, stepOf } from './graph';
import { journeysQuery } from './List';

const ENDS = ['exit', 'goal', 'holdout'];
const ELSEWHERE = ['id', 'steps', 'start', 'entry', 'on', ...ENDS];

/** The form of a step, the entry, the ends or, where nothing is chosen, of the journey as a whole. */
export function StepForm({ draft, reading, schema, chosen, steps, remove, choose }: { draft: Draft; reading: Reading; schema: Schema; chosen: string | null; steps: readonly string[]; remove: (node: string) => void; choose: (node: string | null) => void }) {
    const { t } = useTranslation();
    const write = useWriter(draft);
    const templates = useQuery(allOf('templates')).data;
    const offers = useQuery(allOf('offers')).data;
    const journeys = useQuery(journeysQuery).data;
    const suggestions = useMemo(() => ({ eventType: EVENTS, template: (templates ?? []).map((one) => one.id), offer: (offers ?? []).map((one) => one.id), journey: (journeys ?? []).map((one) => one.id) }), [templates, offers, journeys]);
    const tree = (reading.tree ?? {}) as Record<string, unknown>;
    const step = chosen === null ? null : stepOf(chosen);
    const found = step === null ? undefined : (tree.steps as Record<string, unknown> | undefined)?.[step];
    const type = say((found as { type?: unknown } | undefined)?.type);
    const common = { root: schema, write, suggestions, steps };
    if (step !== null && found !== undefined) {
        return (
            <div className="stack" key={chosen}>
                <div className="row apart">
                    <h3>{`${t(`journey.kind.${type}`, { defaultValue: type })}: ${step}`}</h3>
                    <div className="row">
                        <Button size="xs" variant="default" onClick={() => choose(null)}>
                            {t('journey.wholeJourney')}
                        </Button>
                        <Button size="xs" variant="default" onClick={() => remove(chosen!)}>
                            {t('journey.removeStep')}
                        </Button>
                    </div>
                </div>
                <SchemaForm key={step} {...common} schema={{ $ref: `#/$defs/${type}` }} value={found} path={['steps', step]} />
            </div>
        );
    }
    const [title, form] =
        chosen === ENTRY
            ? [t('journey.kind.entry'), <SchemaForm key="entry" {...common} schema={schema.properties?.entry ?? {}} value={tree.entry} path={['entry']} />]
            : chosen === EXITS
              ? [t('journey.kind.exits'), <SchemaForm key="exits" {...common} schema={schema} value={tree} path={[]} hidden={Object.keys(schema.properties ?? {}).filter((key) => !ENDS.includes(key))} />]
              : [t('journey.wholeJourney'), <SchemaForm key="whole" {...common} schema={schema} value={tree} path={[]} hidden={ELSEWHERE} />];
    return (
        <div className="stack">
            <h3>{title}</h3>
            {chosen === null && (
                <div className="row">
                    <Button size="xs" variant="default" onClick={() => choose(ENTRY)}>
                        {t('journey.kind.entry')}
                    </Button>
                    <Button size="xs" variant="default" onClick={() => choose(EXITS)}>
                        {t('journey.kind.exits')}
                    </Button>
                    {steps.map((one) => (
                        <Button key={one} size="xs" variant="default" onClick={() => choose(`step:${one}`)}>
                            {one}
                        </Button>
                    ))}
                </div>
            )}
            {form}
        </div>
    );
}
