/** The dietary needs that somebody can state. The message `need.KIND` names each of them. */
export const DIETS = ['VEGETARIAN', 'VEGAN', 'HALAL', 'KOSHER', 'NO_PORK', 'GLUTEN_FREE', 'LACTOSE_FREE', 'MILK_FREE', 'EGG_FREE',
	'NUT_FREE', 'FISH_FREE', 'SHELLFISH_FREE'];

/** The access needs that somebody can state. The message `need.KIND` names each of them. */
export const ACCESS_NEEDS = ['STEP_FREE', 'WHEELCHAIR_PLACE', 'SEAT_NEAR_STAGE', 'HEARING_LOOP', 'CAPTIONS', 'SIGN_LANGUAGE',
	'READABLE_DOCUMENTS', 'ASSISTANCE_DOG', 'COMPANION', 'QUIET_ROOM'];
