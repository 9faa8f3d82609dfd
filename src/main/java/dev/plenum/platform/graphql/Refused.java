package dev.plenum.platform.graphql;

/**
 * Carries a refusal from a check that many mutations share to the mutation's payload. The
 * mutation answers with the refusal if its payload lists the type; anything else reports
 * the error CONFLICT with the English text. Carries no stack trace.
 */
public final class Refused extends RuntimeException {

	private final transient Refusal refusal;

	/**
	 * Creates the exception.
	 * @param refusal why nothing is changed
	 */
	public Refused(Refusal refusal) {
		super(refusal.message().in("en"), null, false, false);
		this.refusal = refusal;
	}

	/**
	 * Returns the refusal.
	 * @return why nothing is changed
	 */
	public Refusal refusal() {
		return this.refusal;
	}

}
