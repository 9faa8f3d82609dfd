package dev.plenum.platform.graphql;

/**
 * There are as many of something as the server accepts.
 *
 * @param what the end of the key of the text, such as {@code offers}
 * @param limit the largest number that the server accepts
 */
public record LimitReached(String what, int limit) implements Refusal {

	@Override
	public String messageKey() {
		return "LimitReached." + this.what;
	}

}
