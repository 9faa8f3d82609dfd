package dev.plenum.platform.startup;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;

/**
 * Recognises an invalid value of a setting. A value that may contain a password is not
 * repeated. Spring Boot reports other problems with settings.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<Throwable> {

	private static final Pattern SECRET = Pattern.compile(".*(password|secret|token|key|credential).*");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Throwable cause) {
		InvalidConfigurationPropertyValueException invalid = findCause(rootFailure,
				InvalidConfigurationPropertyValueException.class);
		if (invalid != null) {
			return analysis(invalid.getName(), invalid.getValue(), String.valueOf(invalid.getReason()), null, invalid);
		}
		BindException unbound = findCause(rootFailure, BindException.class);
		ConfigurationProperty property = (unbound != null) ? unbound.getProperty() : null;
		ConversionFailedException conversion = findCause(unbound, ConversionFailedException.class);
		if (property == null || conversion == null) {
			return null;
		}
		return analysis(property.getName().toString(), property.getValue(),
				"expected " + expected(conversion.getTargetType().getType()), property.getOrigin(), conversion);
	}

	private static FailureAnalysis analysis(String name, @Nullable Object value, String reason, @Nullable Origin origin,
			Throwable cause) {
		String given = isSecret(name, value) ? "" : " \"" + value + "\"";
		String place = (origin != null) ? " in " + origin : "";
		return new FailureAnalysis("invalid value" + given + " for the setting " + name + ": " + reason,
				"Correct it" + place + ".", cause);
	}

	private static boolean isSecret(String name, @Nullable Object value) {
		return SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches() || String.valueOf(value).contains("@");
	}

	private static String expected(Class<?> type) {
		Object @Nullable [] constants = type.getEnumConstants();
		if (constants != null) {
			return "one of " + Arrays.toString(constants);
		}
		return switch (ClassUtils.resolvePrimitiveIfNecessary(type).getSimpleName()) {
			case "Duration" -> "a duration such as 5s";
			case "DataSize" -> "a size such as 10MB";
			case "Boolean" -> "true or false";
			case "Integer", "Long" -> "a whole number";
			case String other -> "a value of type " + other;
		};
	}

}
