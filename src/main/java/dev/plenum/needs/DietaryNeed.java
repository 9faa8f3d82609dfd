package dev.plenum.needs;

/** What somebody eats, or does not eat. */
enum DietaryNeed {

	/** No meat and no fish. */
	VEGETARIAN,

	/** Nothing from animals. */
	VEGAN,

	/** Meat and other food as Islam permits. */
	HALAL,

	/** Meat and other food as Judaism permits. */
	KOSHER,

	/** No pork. */
	NO_PORK,

	/** No gluten. */
	GLUTEN_FREE,

	/** No lactose; other parts of milk are fine. */
	LACTOSE_FREE,

	/** Nothing from milk. */
	MILK_FREE,

	/** No eggs. */
	EGG_FREE,

	/** No nuts. */
	NUT_FREE,

	/** No fish. */
	FISH_FREE,

	/** No crustaceans and no molluscs. */
	SHELLFISH_FREE

}
