import { page } from 'shared/page.js';

export const { operations } = await import(`${page.files}${page.app}/operations.js`);
