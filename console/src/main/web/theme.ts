import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = ['#eef0fd', '#dadefa', '#b3bbf2', '#8a96eb', '#6775e4', '#5161e0', '#4455d6', '#3b4bc8', '#323fad', '#262f8a'];
const slate: MantineColorsTuple = ['#d5dae3', '#b6bfcd', '#939eb0', '#6f7b8f', '#4c566a', '#394253', '#2a3140', '#1e2430', '#171c26', '#10141c'];

export const theme = createTheme({
    primaryColor: 'ink',
    primaryShade: { light: 7, dark: 5 },
    colors: { ink, dark: slate },
    fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, "JetBrains Mono", Menlo, Consolas, monospace',
    defaultRadius: 'md',
    headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem', lineHeight: '1.25' }, h2: { fontSize: '1.0625rem', lineHeight: '1.35' } } },
    cursorType: 'pointer',
});

/** Colours that pass WCAG AA where the library's own do not. */
export const variables: CSSVariablesResolver = () => ({
    variables: {},
    light: { '--mantine-color-dimmed': '#5a6474', '--mantine-color-placeholder': '#667085', '--mantine-color-error': '#b42318' },
    dark: { '--mantine-color-dimmed': '#a3aec0', '--mantine-color-placeholder': '#94a0b3', '--mantine-color-error': '#ff9a8f', '--mantine-color-anchor': '#a5b0f5' },
});
