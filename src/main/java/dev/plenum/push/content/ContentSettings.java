package dev.plenum.push.content;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what is sent to devices.
 *
 * @param settling how long a change settles before it is sent, so that corrections within
 * this time become one message, and a change that is undone is not sent
 */
@ConfigurationProperties("plenum.push.content")
public record ContentSettings(@DefaultValue("20s") Duration settling) {

}
