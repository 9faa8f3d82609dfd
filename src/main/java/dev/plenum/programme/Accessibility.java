package dev.plenum.programme;

import org.jspecify.annotations.Nullable;

/**
 * Who can get in and follow. Each fact is null where nobody said.
 *
 * @param stepFree whether one gets there without steps
 * @param hearingLoop whether there is a hearing loop
 * @param captions whether what is said can be read at the same time
 * @param signLanguage whether there is sign language interpretation
 */
public record Accessibility(@Nullable Boolean stepFree, @Nullable Boolean hearingLoop, @Nullable Boolean captions,
		@Nullable Boolean signLanguage) {

	/** Nobody said anything. */
	public static final Accessibility UNKNOWN = new Accessibility(null, null, null, null);

	@Nullable Boolean has(AccessFeature feature) {
		return switch (feature) {
			case STEP_FREE -> this.stepFree;
			case HEARING_LOOP -> this.hearingLoop;
			case CAPTIONS -> this.captions;
			case SIGN_LANGUAGE -> this.signLanguage;
		};
	}

}
