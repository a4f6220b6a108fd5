import './app/mantine';
import './style.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Problem } from './api/engine';
import { SessionProvider } from './api/session';
import { router } from './app/routes';
import { beginToSpeak } from './i18n';
import { theme, variables } from './theme';

const queries = new QueryClient({
    defaultOptions: {
        queries: {
            staleTime: 5_000,
            retry: (tries, error) => error instanceof Problem && error.passing && tries < 2,
            retryDelay: (tries) => 400 * 2 ** tries,
        },
    },
});

await beginToSpeak();
createRoot(document.getElementById('root')!).render(
    <StrictMode>
        <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
            <Notifications position="bottom-right" />
            <QueryClientProvider client={queries}>
                <SessionProvider>
                    <RouterProvider router={router} />
                </SessionProvider>
            </QueryClientProvider>
        </MantineProvider>
    </StrictMode>,
);
