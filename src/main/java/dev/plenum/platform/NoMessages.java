package dev.plenum.platform;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;

/**
 * Knows no message: what Plenum says stands where it is said. Spring's own, where nothing
 * is known either, asks the JDK for all its locales first, which takes a thirtieth of a
 * start.
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
