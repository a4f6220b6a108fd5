import { lazy, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { createBrowserRouter, useRouteError, type RouteObject } from 'react-router';
import { Home } from '../home/Home';
import { pagesWords } from '../i18n';
import { JourneyList } from '../journeys/List';
import { Head, Trouble } from './parts';
import { Shell } from './Shell';

/** A page that is loaded when it is opened, with its words. */
const page = <P extends object>(load: () => Promise<{ default: ComponentType<P> }>) =>
    lazy(async () => {
        const [file] = await Promise.all([load(), pagesWords()]);
        return file;
    });

const JourneyPage = page(() => import('../journeys/Journey'));
const ReportsPage = page(() => import('../reports/Reports'));
const JourneyReportPage = page(() => import('../reports/JourneyReport'));
const SegmentsPage = page(() => import('../audience/Segments'));
const SegmentPage = page(() => import('../audience/Segment'));
const CampaignsPage = page(() => import('../audience/Campaigns'));
const CampaignPage = page(() => import('../audience/Campaign'));
const TemplatesPage = page(() => import('../templates/Templates'));
const TemplatePage = page(() => import('../templates/Template'));
const OffersPage = page(() => import('../settings/Offers'));
const OfferPage = page(() => import('../settings/Offer'));
const SettingsPage = page(() => import('../settings/Settings'));
const CustomersPage = page(() => import('../customers/Customers'));
const CustomerPage = page(() => import('../customers/Customer'));
const TasksPage = page(() => import('../work/Tasks'));
const OpsPage = page(() => import('../work/Ops'));
const AuditPage = page(() => import('../work/Audit'));

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
    { path: 'reports', element: <ReportsPage /> },
    { path: 'reports/journeys/:id', element: <JourneyReportPage of="journeys" /> },
    { path: 'reports/campaigns/:id', element: <JourneyReportPage of="campaigns" /> },
    { path: 'segments', element: <SegmentsPage /> },
    { path: 'segments/:id', element: <SegmentPage /> },
    { path: 'campaigns', element: <CampaignsPage /> },
    { path: 'campaigns/:id', element: <CampaignPage /> },
    { path: 'templates', element: <TemplatesPage /> },
    { path: 'templates/:id', element: <TemplatePage /> },
    { path: 'offers', element: <OffersPage /> },
    { path: 'offers/:id', element: <OfferPage /> },
    { path: 'settings', element: <SettingsPage /> },
    { path: 'customers', element: <CustomersPage /> },
    { path: 'customers/:shop/:id', element: <CustomerPage /> },
    { path: 'tasks', element: <TasksPage /> },
    { path: 'ops', element: <OpsPage /> },
    { path: 'audit', element: <AuditPage /> },
    { path: '*', element: <Nowhere /> },
];

export const router = createBrowserRouter([{ path: '/', element: <Shell />, children: [{ errorElement: <Broken />, children: pages }] }], { basename: '/console' });
