/** What is dragged from the choice of kinds of steps. */
export const DRAGGED = 'application/x-vestnik-step';
