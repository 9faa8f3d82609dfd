package dev.plenum.platform.broadcast;

import java.io.IOException;
import java.util.Map;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.util.unit.DataSize;

/**
 * Encodes the results of operations as JSON of a limited size. The cost of an operation
 * limits the number of objects in its result, but not the length of their texts.
 */
@Component
public final class ResultWriter {

	private final JsonMapper json;

	private final DataSize largest;

	ResultWriter(JsonMapper json, AnswerSettings settings) {
		this.json = json;
		this.largest = settings.maxAnswer();
	}

	/**
	 * Encodes a result.
	 * @param result the result according to the specification of GraphQL
	 * @return the JSON
	 * @throws Problem if it is larger than the limit
	 */
	public byte[] write(Map<String, Object> result) {
		LimitedBytes bytes = new LimitedBytes();
		this.json.writeValue(bytes, result);
		return bytes.toByteArrayUnsafe();
	}

	private final class LimitedBytes extends FastByteArrayOutputStream {

		private long left = ResultWriter.this.largest.toBytes();

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.left -= length;
			if (this.left < 0) {
				throw Problem.of(ErrorCode.QUERY_TOO_COMPLEX,
						"The answer is larger than %d KB, so it is not sent. A mutation was carried out nevertheless. Request shorter pages or fewer fields."
							.formatted(ResultWriter.this.largest.toKilobytes()));
			}
			super.write(bytes, offset, length);
		}

	}

}
