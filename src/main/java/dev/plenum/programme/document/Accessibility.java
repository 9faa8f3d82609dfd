package dev.plenum.programme.document;

import org.jspecify.annotations.Nullable;

/**
 * The accessibility of a room or a session. Each fact is null if unknown.
 *
 * @param stepFree whether it can be reached without steps
 * @param hearingLoop whether there is a hearing loop
 * @param captions whether there are live captions
 * @param signLanguage whether there is sign language interpretation
 */
public record Accessibility(@Nullable Boolean stepFree, @Nullable Boolean hearingLoop, @Nullable Boolean captions,
		@Nullable Boolean signLanguage) {

	/** Nothing is known. */
	public static final Accessibility UNKNOWN = new Accessibility(null, null, null, null);

	/**
	 * Returns whether something has a feature.
	 * @param feature the feature
	 * @return whether it has it; null if unknown
	 */
	public @Nullable Boolean has(AccessFeature feature) {
		return switch (feature) {
			case STEP_FREE -> this.stepFree;
			case HEARING_LOOP -> this.hearingLoop;
			case CAPTIONS -> this.captions;
			case SIGN_LANGUAGE -> this.signLanguage;
		};
	}

}
