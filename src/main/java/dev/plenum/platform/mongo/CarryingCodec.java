package dev.plenum.platform.mongo;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Reads and writes records that keep {@link Unknown} fields. The driver's codec for
 * records drops such fields.
 *
 * @param <T> the record
 */
final class CarryingCodec<T> implements Codec<T> {

	private static final BsonValueCodec VALUES = new BsonValueCodec();

	private final Class<T> type;

	private final Constructor<T> constructor;

	private final List<Part> parts;

	private final Map<String, Part> byName;

	private final int unknownAt;

	private final Method unknown;

	private CarryingCodec(Class<T> type, CodecRegistry registry) {
		RecordComponent[] components = type.getRecordComponents();
		this.type = type;
		this.constructor = constructor(type, components);
		this.parts = IntStream.range(0, components.length)
			.filter((i) -> components[i].getType() != Unknown.class)
			.mapToObj((i) -> new Part(i, components[i].getName(), accessor(components[i]),
					codec(components[i].getGenericType(), registry)))
			.toList();
		this.byName = this.parts.stream().collect(Collectors.toMap(Part::name, Function.identity()));
		this.unknownAt = IntStream.range(0, components.length)
			.filter((i) -> components[i].getType() == Unknown.class)
			.findFirst()
			.orElseThrow();
		this.unknown = accessor(components[this.unknownAt]);
	}

	/**
	 * Provides the codecs of all records that have a component of type {@link Unknown}.
	 */
	static CodecProvider provider() {
		return new CodecProvider() {

			@Override
			public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
				return (type.isRecord() && Stream.of(type.getRecordComponents())
					.anyMatch((component) -> component.getType() == Unknown.class))
							? new CarryingCodec<>(type, registry) : null;
			}

		};
	}

	@Override
	public T decode(BsonReader reader, DecoderContext context) {
		@Nullable Object[] values = new Object[this.parts.size() + 1];
		BsonDocument unknown = new BsonDocument();
		reader.readStartDocument();
		while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
			String name = reader.readName();
			Part part = this.byName.get(name);
			if (part == null) {
				unknown.put(name, VALUES.decode(reader, context));
			}
			else if (reader.getCurrentBsonType() == BsonType.NULL) {
				reader.readNull();
			}
			else {
				values[part.at()] = context.decodeWithChildContext(part.codec(), reader);
			}
		}
		reader.readEndDocument();
		values[this.unknownAt] = unknown.isEmpty() ? Unknown.NONE : new Unknown(unknown);
		return make(values);
	}

	@Override
	public void encode(BsonWriter writer, T record, EncoderContext context) {
		writer.writeStartDocument();
		for (Part part : this.parts) {
			Object value = ReflectionUtils.invokeMethod(part.accessor(), record);
			if (value != null) {
				writer.writeName(part.name());
				encode(part.codec(), writer, value, context);
			}
		}
		unknown(record).fields().forEach((name, value) -> {
			writer.writeName(name);
			VALUES.encode(writer, value, context);
		});
		writer.writeEndDocument();
	}

	@Override
	public Class<T> getEncoderClass() {
		return this.type;
	}

	private T make(@Nullable Object[] values) {
		try {
			return this.constructor.newInstance(values);
		}
		catch (ReflectiveOperationException | IllegalArgumentException ex) {
			throw new CodecConfigurationException(
					"No " + this.type.getSimpleName() + " can be created from the stored values", ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static <V> void encode(Codec<V> codec, BsonWriter writer, Object value, EncoderContext context) {
		context.encodeWithChildContext(codec, writer, (V) value);
	}

	private Unknown unknown(T record) {
		return Unknown.orNone((Unknown) ReflectionUtils.invokeMethod(this.unknown, record));
	}

	private static Method accessor(RecordComponent component) {
		Method accessor = component.getAccessor();
		ReflectionUtils.makeAccessible(accessor);
		return accessor;
	}

	private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
		try {
			Constructor<T> constructor = type
				.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
			ReflectionUtils.makeAccessible(constructor);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new CodecConfigurationException("No record: " + type, ex);
		}
	}

	private static Codec<?> codec(Type type, CodecRegistry registry) {
		return (type instanceof ParameterizedType parameterized)
				? registry.get((Class<?>) parameterized.getRawType(), List.of(parameterized.getActualTypeArguments()))
				: registry.get(ClassUtils.resolvePrimitiveIfNecessary((Class<?>) type));
	}

	/**
	 * A component that this version knows.
	 *
	 * @param at the index of the component
	 * @param name the name of the component and of the stored field
	 * @param accessor reads the component
	 * @param codec reads and writes the value
	 */
	private record Part(int at, String name, Method accessor, Codec<?> codec) {
	}

}
