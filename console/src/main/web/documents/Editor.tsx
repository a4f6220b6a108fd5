import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, defaultHighlightStyle, foldGutter, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';

export type { Diagnostic };

export interface EditorProps {
    value: string;
    label: string;
    readOnly?: boolean;
    change?: (text: string) => void;
    diagnostics?: Diagnostic[];
    /** Where to look; another object each time it is to be looked at. */
    look?: { from: number; to: number } | null;
    /** Where the cursor is. */
    moved?: (position: number) => void;
}

const light = EditorView.theme({
    '&': { color: 'var(--text)' },
    '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--quiet)', border: 'none' },
    '.cm-activeLine': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 45%, transparent)' },
    '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', caretColor: 'var(--text)' },
    '.cm-cursor': { borderLeftColor: 'var(--text)' },
});
const colours = HighlightStyle.define([
    { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
    { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)' },
    { tag: [tags.string, tags.content], color: 'var(--text)' },
    { tag: [tags.number, tags.bool, tags.keyword], color: 'var(--good)' },
]);

/** A text with numbers at its lines; the text is the page's, and what is typed is told at once. */
export default function Editor({ value, label, readOnly = false, change, diagnostics, look, moved }: EditorProps) {
    const host = useRef<HTMLDivElement>(null);
    const view = useRef<EditorView | null>(null);
    const told = useRef({ change, moved });
    told.current = { change, moved };
    const locked = useRef(new Compartment());
    const dark = useComputedColorScheme('light') === 'dark';

    useEffect(() => {
        const editor = new EditorView({
            parent: host.current!,
            state: EditorState.create({
                doc: value,
                extensions: [
                    lineNumbers(),
                    foldGutter(),
                    history(),
                    drawSelection(),
                    indentOnInput(),
                    bracketMatching(),
                    highlightActiveLine(),
                    yaml(),
                    syntaxHighlighting(colours),
                    syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
                    lintGutter(),
                    keymap.of([...defaultKeymap, ...historyKeymap]), // Tab leaves the editor, as keyboards expect
                    EditorView.lineWrapping,
                    light,
                    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
                    locked.current.of([EditorState.readOnly.of(readOnly), EditorView.editable.of(true)]),
                    EditorView.updateListener.of((update) => {
                        if (update.docChanged) {
                            told.current.change?.(update.state.doc.toString());
                        }
                        if (update.selectionSet || update.docChanged) {
                            told.current.moved?.(update.state.selection.main.head);
                        }
                    }),
                ],
            }),
        });
        view.current = editor;
        return () => editor.destroy();
        // The editor is made anew for another label alone; text and rights are brought in below.
    }, [label, dark]);

    useEffect(() => {
        const editor = view.current;
        if (editor && editor.state.doc.toString() !== value) {
            editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
        }
    }, [value, label, dark]);

    useEffect(() => {
        view.current?.dispatch({ effects: locked.current.reconfigure([EditorState.readOnly.of(readOnly)]) });
    }, [readOnly]);

    useEffect(() => {
        const editor = view.current;
        if (editor) {
            const length = editor.state.doc.length;
            const within = (diagnostics ?? []).map((one) => ({ ...one, from: Math.min(one.from, length), to: Math.min(one.to, length) }));
            editor.dispatch(setDiagnostics(editor.state, within));
        }
    }, [diagnostics, label, dark]);

    useEffect(() => {
        const editor = view.current;
        if (editor && look && look.to <= editor.state.doc.length) {
            editor.dispatch({ selection: { anchor: look.from, head: look.to }, effects: EditorView.scrollIntoView(look.from, { y: 'center' }) });
        }
    }, [look]);

    return <div className="text" ref={host} />;
}
