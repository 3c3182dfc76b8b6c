/** One server-sent event. */
interface SentEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** A client of server-sent events that keeps what it saw, as a browser would understand it. */
export class EventStreamClient {
  readonly events: SentEvent[] = [];
  /** What it would send to go on. */
  lastEventId = '';
  heartbeats = 0;
  isOver = false;
  private readonly leaving = new AbortController();

  private constructor(readonly response: Response) {}

  /** Connects. An answer that is no stream is left to the caller. */
  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventStreamClient> {
    const leaving = new AbortController();
    const response = await fetch(url, { headers, signal: leaving.signal });
    const client = new EventStreamClient(response);
    client.leaving.signal.addEventListener('abort', () => leaving.abort());
    if (response.ok) void client.read().finally(() => (client.isOver = true));
    return client;
  }

  close(): void {
    this.leaving.abort();
  }

  private async read(): Promise<void> {
    let rest = '';
    try {
      for await (const text of this.response.body!.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Cut off: what was seen is what counts.
    }
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const [name = '', ...value] = line.split(': ');
        return [name, value.join(': ')] as const;
      }),
    );
    this.lastEventId = fields.get('id') ?? this.lastEventId;
    const data = fields.get('data');
    if (data === undefined) this.heartbeats++;
    else this.events.push({ id: this.lastEventId, type: fields.get('event') ?? 'message', data });
  }
}
