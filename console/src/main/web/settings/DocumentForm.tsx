import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '../api/engine';
import { Answered } from '../app/parts';
import { useWriter, type Text } from '../documents/OneDocument';
import type { Schema } from '../forms/schema';
import { SchemaForm } from '../forms/SchemaForm';

export const schemaQuery = (name: string) => ({ queryKey: ['schema', name], queryFn: ({ signal }: { signal: AbortSignal }) => get<Schema>(`/api/schema/${name}.json`, signal), staleTime: Infinity });

/** A form over a document as a whole; each answer is a line of its text. */
export function DocumentForm({ text, schema, hidden, title }: { text: Text; schema: string; hidden?: readonly string[]; title: string }) {
    const { t } = useTranslation();
    const query = useQuery(schemaQuery(schema));
    const { draft, reading, mayWrite } = text;
    const write = useWriter(draft);
    return (
        <section className="card pad stack" aria-label={title}>
            <h2>{title}</h2>
            {reading.error ? (
                <p className="quiet">{t('documents.noForm')}</p>
            ) : (
                <Answered query={query}>
                    {(root) => (
                        <fieldset className="plain" disabled={!mayWrite}>
                            <SchemaForm schema={root} root={root} value={reading.tree ?? {}} path={[]} hidden={hidden} write={write} />
                        </fieldset>
                    )}
                </Answered>
            )}
        </section>
    );
}
