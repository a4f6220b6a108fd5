import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { createBrowserRouter, useRouteError, type RouteObject } from 'react-router';
import { Home } from '../home/Home';
import { JourneyList } from '../journeys/List';
import { Head, Trouble } from './parts';
import { Shell } from './Shell';

const JourneyPage = lazy(() => import('../journeys/Journey'));
const CustomersPage = lazy(() => import('../customers/Customers'));
const CustomerPage = lazy(() => import('../customers/Customer'));
const TasksPage = lazy(() => import('../work/Tasks'));
const OpsPage = lazy(() => import('../work/Ops'));
const AuditPage = lazy(() => import('../work/Audit'));

function Nowhere() {
    const { t } = useTranslation();
    return <Head title={t('trouble.gone')} />;
}

/** A page that broke, or whose file could not be loaded: to load the page again is the way out of both. */
function Broken() {
    return <Trouble error={useRouteError()} retry={() => window.location.reload()} />;
}

const pages: RouteObject[] = [
    { index: true, element: <Home /> },
    { path: 'journeys', element: <JourneyList /> },
    { path: 'journeys/:id', element: <JourneyPage /> },
    { path: 'customers', element: <CustomersPage /> },
    { path: 'customers/:shop/:id', element: <CustomerPage /> },
    { path: 'tasks', element: <TasksPage /> },
    { path: 'ops', element: <OpsPage /> },
    { path: 'audit', element: <AuditPage /> },
    { path: '*', element: <Nowhere /> },
];

export const router = createBrowserRouter([{ path: '/', element: <Shell />, children: [{ errorElement: <Broken />, children: pages }] }], { basename: '/console' });
