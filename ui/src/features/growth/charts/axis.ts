/** How every axis looks: words alone, in the size of notes. */
export const axis = { tickSize: 0, tickPadding: 8, tickFontSize: 11.5, opacity: 1, title: null } as const
