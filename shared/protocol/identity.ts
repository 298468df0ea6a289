/** Follows from `key` in manifest.json: the host answers no other Chromium extension. A test compares the two. */
export const CHROMIUM_ID = 'logncchnmedkjjjgjaobgenimkgeihdi';
export const GECKO_ID = 'referral-companion@nhi-referral.tw';
/** What a Chromium browser hands its native host as the caller. */
export const CHROMIUM_ORIGIN = `chrome-extension://${CHROMIUM_ID}/`;
