import { unifiedMergeView } from '@codemirror/merge';
import { yaml } from '@codemirror/lang-yaml';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from './draft';

/** Both texts of a draft that two people have changed, with the lines that differ. */
export function Conflict({ draft }: { draft: Draft }) {
    const { t } = useTranslation();
    if (draft.saving.state !== 'conflict') {
        return null;
    }
    return (
        <>
            <div className="note warn" role="alert" style={{ flexWrap: 'wrap' }}>
                <div>
                    <b>{t('journey.conflict')}</b>
                    {t('journey.conflictText')}
                </div>
                <div className="row">
                    <Button size="xs" variant="default" onClick={draft.takeTheirs}>
                        {t('journey.takeTheirs')}
                    </Button>
                    <Button size="xs" onClick={draft.keepMine}>
                        {t('journey.keepMine')}
                    </Button>
                </div>
            </div>
            <TextDiff from={draft.saving.theirs} to={draft.text} label={`${t('journey.theirs')} → ${t('journey.mine')}`} />
        </>
    );
}

/** Two texts as one, line by line: what goes, and what comes. */
export function TextDiff({ from, to, label }: { from: string; to: string; label: string }) {
    const host = useRef<HTMLDivElement>(null);
    useEffect(() => {
        const view = new EditorView({
            parent: host.current!,
            state: EditorState.create({
                doc: to,
                extensions: [
                    lineNumbers(),
                    yaml(),
                    EditorState.readOnly.of(true),
                    EditorView.lineWrapping,
                    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
                    EditorView.theme({
                        '&': { color: 'var(--text)' },
                        '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--quiet)', border: 'none' },
                        '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)' },
                        '.cm-changedLine': { backgroundColor: 'var(--good-soft) !important' },
                        '.cm-deletedChunk': { backgroundColor: 'var(--bad-soft) !important', color: 'var(--bad)' },
                        '.cm-changedText, .cm-deletedText': { background: 'none !important', fontWeight: '650' },
                    }),
                    unifiedMergeView({ original: from, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } }),
                ],
            }),
        });
        return () => view.destroy();
    }, [from, to, label]);
    return (
        <section className="card" aria-label={label}>
            <div className="cardhead">
                <h2>{label}</h2>
            </div>
            <div ref={host} style={{ padding: '0 8px 12px' }} />
        </section>
    );
}
