package dev.plenum.platform.broadcast;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of answers.
 *
 * @param maxAnswer the maximum size of a result as JSON
 */
@ConfigurationProperties("plenum.limits")
record AnswerSettings(@DefaultValue("8MB") DataSize maxAnswer) {

}
