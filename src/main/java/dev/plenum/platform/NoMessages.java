package dev.plenum.platform;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

/**
 * A message source without messages, since Plenum uses none. Spring's default also has no
 * messages but loads all locales of the JDK first, which takes 3 % of the start-up time.
 */
final class NoMessages implements MessageSource {

	@Override
	public @Nullable String getMessage(String code, Object @Nullable [] arguments, @Nullable String otherwise,
			@Nullable Locale locale) {
		return otherwise;
	}

	@Override
	public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
		throw new NoSuchMessageException(code);
	}

	@Override
	public String getMessage(MessageSourceResolvable wanted, @Nullable Locale locale) {
		String otherwise = wanted.getDefaultMessage();
		if (otherwise == null) {
			throw new NoSuchMessageException(
					String.join(", ", Objects.requireNonNullElse(wanted.getCodes(), new String[0])));
		}
		return otherwise;
	}

}
