import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { durationInWords } from '../journeys/duration';

export interface FieldProps {
    label: string;
    help?: ReactNode;
    error?: string;
    disabled?: boolean;
}

/** A text of the document; it is written when the field is left, so that the text does not jump while one types. */
export function TextField({ label, help, error, disabled, value, write, suggestions, placeholder, wide = false }: FieldProps & { value: string; write: (value: string | undefined) => void; suggestions?: readonly string[]; placeholder?: string; wide?: boolean }) {
    const { i18n } = useTranslation();
    const [typed, setTyped] = useState(value);
    const list = useId();
    useEffect(() => setTyped(value), [value]);
    const done = () => typed !== value && write(typed.trim() === '' ? undefined : typed.trim());
    const length = /^-?P[0-9T]/.test(typed) ? durationInWords(typed, i18n.language) : '';
    return (
        <>
            <TextInput
                label={label}
                description={[help, length !== typed && length].filter(Boolean).length > 0 ? <>{help}{help && length ? ' · ' : ''}{length}</> : undefined}
                error={error}
                disabled={disabled}
                placeholder={placeholder}
                value={typed}
                list={suggestions ? list : undefined}
                onChange={(event) => setTyped(event.currentTarget.value)}
                onBlur={done}
                onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), done())}
                style={wide ? { gridColumn: '1 / -1' } : undefined}
            />
            {suggestions && (
                <datalist id={list}>
                    {suggestions.map((one) => (
                        <option key={one} value={one} />
                    ))}
                </datalist>
            )}
        </>
    );
}

/** A whole number of the document, or none. */
export function NumberField({ value, write, min, max, ...rest }: FieldProps & { value: number | undefined; write: (value: number | undefined) => void; min?: number; max?: number }) {
    const shown = value === undefined ? '' : String(value);
    const [typed, setTyped] = useState(shown);
    useEffect(() => setTyped(shown), [shown]);
    const done = () => typed !== shown && write(typed.trim() === '' || !Number.isFinite(Number(typed)) ? undefined : Number(typed));
    return <TextInput type="number" min={min} max={max} label={rest.label} description={rest.help} error={rest.error} disabled={rest.disabled} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} onBlur={done} onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), done())} />;
}

/** One of some values, or none. */
export function ChoiceField({ label, ariaLabel, help, error, disabled, value, options, none, write }: FieldProps & { ariaLabel?: string; value: string; options: readonly (string | [string, string])[]; none?: string; write: (value: string | undefined) => void }) {
    const all = options.map((one) => (typeof one === 'string' ? { value: one, label: one } : { value: one[0], label: one[1] }));
    const known = value === '' || all.some((one) => one.value === value) ? all : [...all, { value, label: value }];
    const data = none === undefined && value !== '' ? known : [{ value: '', label: none ?? '–' }, ...known];
    return <NativeSelect label={label || undefined} aria-label={ariaLabel} description={help} error={error} disabled={disabled} value={value} data={data} onChange={(event) => write(event.currentTarget.value === '' ? undefined : event.currentTarget.value)} />;
}

/** Some of a few values. */
export function ManyField({ label, disabled, value, options, write }: FieldProps & { value: readonly string[]; options: readonly string[]; write: (value: string[]) => void }) {
    return (
        <fieldset className="plain">
            <legend>{label}</legend>
            <div className="row" style={{ gap: 14 }}>
                {options.map((one) => (
                    <Checkbox key={one} label={one} disabled={disabled} checked={value.includes(one)} onChange={(event) => write(event.currentTarget.checked ? options.filter((other) => other === one || value.includes(other)) : value.filter((other) => other !== one))} />
                ))}
            </div>
        </fieldset>
    );
}
