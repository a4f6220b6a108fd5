// Drawn on a grid of 24, in the colour of the text beside them.
const paths = {
    home: 'M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z',
    journeys: 'M6 4v0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM18 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM6 8v5a4 4 0 0 0 4 4h6M18 16v-4a4 4 0 0 0-4-4h-4',
    customers: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.3 2.7-6 6-6s6 2.7 6 6M16 4.5a3.5 3.5 0 0 1 0 6.3M17.5 14.5c2.1.8 3.5 2.9 3.5 5.5',
    tasks: 'M5 4h14v16H5zM9 9l1.2 1.2L12.5 8M9 15l1.2 1.2 2.3-2.2M15 9.5h1.5M15 15.5h1.5',
    ops: 'M3 12h4l2.5-7 4.5 14 2.5-7H21',
    audit: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
    segments: 'M12 3v9h9M12 3a9 9 0 1 0 9 9M15.5 3.7a9 9 0 0 1 4.8 4.8',
    reports: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6',
    settings: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h7M15 17h5M15 5v4M9 10v4M13 15v4',
    sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5',
    moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
    logout: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
    menu: 'M4 7h16M4 12h16M4 17h16',
    close: 'M6 6l12 12M18 6L6 18',
    search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20',
    plus: 'M12 5v14M5 12h14',
    entry: 'M13 4l-7 9h5l-1 7 7-9h-5z',
    message: 'M4 6h16v11H9l-5 4z',
    ask: 'M9.5 9a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1 1-1.1 1.8M12 16.5v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
    wait: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2',
    branch: 'M6 3v18M6 13c6 0 10-2 10-7M13 8l3-3 3 3',
    experiment: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 1.8 3h10.4a2 2 0 0 0 1.8-3l-5-9V3M7.5 15h9',
    note: 'M5 4h14v16H5zM9 9h6M9 13h6',
    consent: 'M5 12l4.5 4.5L19 7',
    flag: 'M6 21V4h11l-2 4 2 4H6',
    gift: 'M4 9h16v4H4zM6 13v7h12v-7M12 9v11M12 9C9 9 7.5 7.500 8 6s3-1 4 3c1-4 3.500-4.500 4-3s-1 3-4 3z',
    left: 'M15 5l-7 7 7 7',
    right: 'M9 5l7 7-7 7',
    first: 'M18 5l-7 7 7 7M6 5v14',
    last: 'M6 5l7 7-7 7M18 5v14',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
    return (
        <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
            <path d={paths[name]} />
        </svg>
    );
}
