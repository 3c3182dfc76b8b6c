"""What Schemathesis does not know of by itself: bodies and answers of JSON lines, and of text."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def serialize_lines(ctx, value):
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "surrogatepass")


@schemathesis.deserializer("application/x-ndjson", "text/csv", "application/vnd.apache.parquet", "application/octet-stream")
def deserialize_text(ctx, response):
    return response.content.decode("utf-8", "replace")
