import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useMay } from '../api/session';
import { Head, Loading, Trouble } from '../app/parts';
import { useDraft, type Draft, type Place } from './draft';
import { change, type Path } from './edit';
import { Notes, SavingWords, Sheet, type Look } from './Sheet';
import { read, type Reading } from './yaml';

const Conflict = lazy(() => import('./Conflict').then((file) => ({ default: file.Conflict })));

/** A document under the user's hands, with its text as read. */
export function useText(place: Place, otherwise: string | null = null) {
    const may = useMay();
    const fresh = (useLocation().state as { text?: string } | null)?.text ?? otherwise;
    const draft = useDraft(place, fresh, may('marketer'));
    const reading = useMemo(() => read(draft.text), [draft.text]);
    return { draft, reading, mayWrite: may('marketer'), isNew: draft.etag === null };
}

export type Text = ReturnType<typeof useText>;

/**
 * The page of a document: its head, what its author has to know, and its text, beside which is what the page adds.
 *
 * @param actions beside the saving
 * @param form above the text
 */
export function OneDocument({ text, title, back, actions, badges, form, children }: { text: Text; title: string; back?: [to: string, words: string]; actions?: ReactNode; badges?: ReactNode; form?: ReactNode; children?: ReactNode }) {
    const { t } = useTranslation();
    const { draft, reading, mayWrite } = text;
    const [look, setLook] = useState<Look>(null);
    if (draft.saving.state === 'failed' && draft.text === '') {
        return (
            <>
                <Head title={title} />
                <Trouble error={draft.saving.problem} retry={draft.reload} />
            </>
        );
    }
    return (
        <>
            <div className="stack tight">
                {back && (
                    <Link to={back[0]} className="small">
                        ← {back[1]}
                    </Link>
                )}
                <Head title={title} beside={badges}>
                    <SavingWords draft={draft} />
                    {actions}
                </Head>
            </div>
            {!mayWrite && <div className="note">{t('documents.readOnly')}</div>}
            <Notes draft={draft} />
            {draft.saving.state === 'loading' && draft.text === '' ? (
                <Loading />
            ) : draft.saving.state === 'conflict' ? (
                <Suspense fallback={<Loading />}>
                    <Conflict draft={draft} />
                </Suspense>
            ) : (
                <>
                    {form}
                    <div className={children ? 'two' : 'stack alone'}>
                        <Sheet draft={draft} reading={reading} readOnly={!mayWrite} look={look} show={setLook} />
                        {children && <div className="stack">{children}</div>}
                    </div>
                </>
            )}
        </>
    );
}

/** Saves what is in force at once, so not at each pause in typing. */
export function SaveButton({ draft }: { draft: Draft }) {
    const { t } = useTranslation();
    const { state } = draft.saving;
    return (
        <Button disabled={state !== 'typing' && state !== 'failed' && state !== 'faulty'} loading={state === 'saving'} onClick={draft.save}>
            {t('documents.save')}
        </Button>
    );
}

/** The value of a key in a text that is read; undefined where it is none. */
export const valueOf = (reading: Reading, key: string): unknown => {
    const { tree } = reading;
    return typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? (tree as Record<string, unknown>)[key] : undefined;
};

/** Writes one value into the text, and touches its lines alone. */
export function useWriter(draft: Draft, keys: readonly string[] = []): (path: Path, value: unknown, order?: readonly string[]) => void {
    const { t } = useTranslation();
    return (path, value, order = keys) => {
        const changed = change(draft.text, path, value, order);
        if (changed === null) {
            notifications.show({ message: t('documents.cannotWrite', { key: path.join('.') }), color: 'yellow' });
        } else {
            draft.type(changed);
        }
    };
}
