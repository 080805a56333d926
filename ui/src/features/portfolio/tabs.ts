/** In the order in which they are shown. */
export const portfolioTabs = [
  { name: 'document', word: 'Document' },
  { name: 'names', word: 'Names and sums' },
  { name: 'versions', word: 'Versions' },
] as const

export type PortfolioTab = (typeof portfolioTabs)[number]['name']

export const tabOf = (name: string | undefined): PortfolioTab =>
  portfolioTabs.find((tab) => tab.name === name)?.name ?? 'document'
