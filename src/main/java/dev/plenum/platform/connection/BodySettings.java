package dev.plenum.platform.connection;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of a request.
 *
 * @param maxBodySize the maximum size of a body, except of an upload; a larger one is
 * refused with 413
 */
@ConfigurationProperties("plenum.web")
record BodySettings(@DefaultValue("64KB") DataSize maxBodySize) {
}
