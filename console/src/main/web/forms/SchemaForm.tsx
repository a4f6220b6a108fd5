import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parse } from 'yaml';
import { rendered, type Path } from '../documents/edit';
import { ChoiceField, ManyField, NumberField, TextField } from '../documents/fields';
import { say } from '../journeys/graph';
import { alternative, fieldOf, seed, type Schema } from './schema';

export interface FormProps {
    schema: Schema;
    root: Schema;
    value: unknown;
    path: Path;
    /** Undefined takes the value away. */
    write: (path: Path, value: unknown, order: readonly string[]) => void;
    /** What a field may well have, by its key. */
    suggestions?: Record<string, readonly string[]>;
    steps?: readonly string[];
    hidden?: readonly string[];
}

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A form for the fields of a map, as its schema has them. */
export function SchemaForm(props: FormProps) {
    const { schema, root, value, path, hidden = [] } = props;
    const here = alternative(schema, value, root);
    const fields = isFields(value) ? value : {};
    const order = Object.keys(here.properties ?? {});
    return (
        <div className="fields">
            {order
                .filter((key) => !hidden.includes(key) && fieldOf(here.properties![key]!, undefined, root) !== 'fixed')
                .map((key) => (
                    <Entry key={key} {...props} hidden={[]} name={key} schema={here.properties![key]!} value={fields[key]} path={[...path, key]} order={order} required={here.required?.includes(key) ?? false} />
                ))}
        </div>
    );
}

type EntryProps = FormProps & { name: string; order: readonly string[]; required: boolean };

function Entry(props: EntryProps) {
    const { schema, root, value, path, write, name, order, required, suggestions, steps = [] } = props;
    const { t } = useTranslation();
    const here = alternative(schema, value, root);
    const label = `${t(`fields.${name}`, { defaultValue: name })}${required ? ' *' : ''}`;
    const set = (one: unknown) => write(path, one, order);
    const otherwise = here.default === undefined ? '' : t('documents.otherwise', { value: say(here.default) });
    const help = here.description || otherwise ? <span lang="en">{[here.description, otherwise].filter(Boolean).join('. ')}</span> : undefined;
    switch (fieldOf(schema, value, root)) {
        case 'fixed':
            return null;
        case 'choice':
            return <ChoiceField label={label} help={help} value={say(value)} options={(here.enum as string[]) ?? []} write={set} />;
        case 'flag':
            return <ChoiceField label={label} help={help} value={value === undefined ? '' : String(value)} options={[['true', t('documents.yes')], ['false', t('documents.no')]]} write={(one) => set(one === undefined ? undefined : one === 'true')} />;
        case 'number':
            return <NumberField label={label} help={help} min={here.minimum} max={here.maximum} value={value as number | undefined} write={set} />;
        case 'step':
            return <ChoiceField label={label} help={help} value={say(value)} options={steps} none={t('journey.end')} write={set} />;
        case 'text':
            return <TextField label={label} help={help} value={say(value)} write={set} suggestions={suggestions?.[here.name === 'eventType' ? 'eventType' : name]} wide={here.name === 'expression' || name === 'text'} />;
        case 'many':
            return <ManyField label={label} value={Array.isArray(value) ? value.map(say) : []} options={(here.items?.enum as string[]) ?? []} write={(all) => set(all.length === 0 ? undefined : all)} />;
        case 'texts':
            return <TextField label={label} help={help} value={say(value)} write={(text) => set(text?.split(',').map((one) => one.trim()).filter(Boolean))} />;
        case 'list':
            return <List {...props} label={label} />;
        case 'map':
            return <Pairs {...props} label={label} />;
        case 'fields':
            return (
                <fieldset className="plain group">
                    <legend>{label}</legend>
                    {value === undefined ? (
                        <Button size="compact-sm" variant="default" onClick={() => set(seed(here, root))}>
                            {t('documents.add')}
                        </Button>
                    ) : (
                        <>
                            <SchemaForm {...props} schema={here} hidden={[]} />
                            {!required && <Remove label={label} remove={() => set(undefined)} />}
                        </>
                    )}
                </fieldset>
            );
        default:
            return <YamlField {...props} label={label} />;
    }
}

function Remove({ label, remove }: { label: string; remove: () => void }) {
    const { t } = useTranslation();
    return (
        <Button size="compact-xs" variant="default" mt={8} aria-label={`${t('documents.remove')}: ${label}`} onClick={remove}>
            {t('documents.remove')}
        </Button>
    );
}

function List({ label, ...props }: EntryProps & { label: string }) {
    const { t } = useTranslation();
    const { value, path, write, order, schema, root } = props;
    const here = alternative(schema, value, root);
    const all = Array.isArray(value) ? (value as unknown[]) : [];
    const begin = seed(here.items ?? {}, root);
    return (
        <fieldset className="plain group">
            <legend>{label}</legend>
            <div className="stack">
                {all.map((one, i) => (
                    <div key={i} className="item" role="group" aria-label={`${label} ${i + 1}`}>
                        <SchemaForm {...props} schema={here.items ?? {}} value={one} path={[...path, i]} hidden={[]} />
                        <Remove label={`${label} ${i + 1}`} remove={() => (all.length === 1 ? write(path, undefined, order) : write([...path, i], undefined, order))} />
                    </div>
                ))}
                <div>
                    <Button size="compact-sm" variant="default" onClick={() => (all.length === 0 ? write(path, [begin], order) : write([...path, all.length], begin, order))}>
                        {t('documents.add')}
                    </Button>
                </div>
            </div>
        </fieldset>
    );
}

/** Names and texts, such as what a run remembers. */
function Pairs({ label, value, path, write, order, schema, root }: EntryProps & { label: string }) {
    const { t } = useTranslation();
    const [name, setName] = useState('');
    const pairs = Object.entries(isFields(value) ? value : {});
    const { additionalProperties } = alternative(schema, value, root);
    const begin = isFields(additionalProperties) ? seed(additionalProperties, root) : 'name';
    const remove = (key: string) => write(pairs.length === 1 ? path : [...path, key], undefined, order);
    return (
        <fieldset className="plain group">
            <legend>{label}</legend>
            <div className="stack tight">
                {pairs.map(([key, one]) =>
                    typeof one === 'string' ? (
                        <TextField key={key} label={key} value={one} write={(text) => (text === undefined ? remove(key) : write([...path, key], text, order))} />
                    ) : (
                        <YamlField key={key} label={key} value={one} path={[...path, key]} write={(_, other) => (other === undefined ? remove(key) : write([...path, key], other, order))} order={order} />
                    ),
                )}
                <div className="row" style={{ alignItems: 'flex-end' }}>
                    <TextField label={t('documents.name')} value={name} write={(one) => setName(one ?? '')} />
                    <Button size="compact-sm" variant="default" disabled={name === ''} onClick={() => (write([...path, name], begin, order), setName(''))}>
                        {t('documents.add')}
                    </Button>
                </div>
            </div>
        </fieldset>
    );
}

/** What has no form of its own, as a line of YAML. */
function YamlField({ label, value, path, write, order }: Pick<EntryProps, 'value' | 'path' | 'write' | 'order'> & { label: string }) {
    const { t } = useTranslation();
    const [wrong, setWrong] = useState(false);
    function set(text: string | undefined) {
        try {
            setWrong(false);
            write(path, text === undefined ? undefined : parse(text), order);
        } catch {
            setWrong(true);
        }
    }
    return <TextField label={label} help="YAML" value={value === undefined ? '' : rendered(value, true)} error={wrong ? t('documents.noYaml') : undefined} write={set} wide />;
}
