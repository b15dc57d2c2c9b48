/**
 * Instead of what streams events, as operations of S3 do that we never send: its client makes itself ready for them
 * when it is made, and nothing more comes of it.
 */
export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;

function leftOut(): never {
  throw new Error("Operations that stream events are left out of the bundle");
}
export {
  leftOut as EventStreamCodec,
  leftOut as EventStreamMarshaller,
  leftOut as EventStreamSerde,
  leftOut as HeaderMarshaller,
  leftOut as Int64,
  leftOut as MessageDecoderStream,
  leftOut as MessageEncoderStream,
  leftOut as SmithyMessageDecoderStream,
  leftOut as SmithyMessageEncoderStream,
  leftOut as UniversalEventStreamMarshaller,
  leftOut as eventStreamSerdeProvider,
  leftOut as getChunkedStream,
  leftOut as getMessageUnmarshaller,
  leftOut as getUnmarshalledStream,
  leftOut as iterableToReadableStream,
  leftOut as readableStreamToIterable,
  leftOut as universalEventStreamSerdeProvider,
};
