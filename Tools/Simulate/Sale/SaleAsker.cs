using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SocialCommerce.Tools.Verify;

namespace SocialCommerce.Tools.Simulate.Sale;

/// <summary>
/// Asks for buyers and writes down everything: what was about to be asked before it is, what came of it after. What nobody
/// knows the outcome of is asked again under its key.
/// </summary>
internal sealed class SaleAsker(HttpWire wire, HttpWire againWire, Task serving, TimeProvider clock)
{
    private const int Timeout = 408;
    private const int TooMany = 429;
    private const int ServerFault = 500;
    private const int HashBytes = 16;

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<ClientRecord> _records = new();
    private readonly long _started = clock.GetTimestamp();
    private Task _serving = serving;
    private long _unknown;

    /// <summary>Hears of every answer before it is judged.</summary>
    public Action<HttpWireAnswer>? Answered { get; set; }

    public IReadOnlyCollection<ClientRecord> Records => _records;

    /// <summary>Requests whose outcome was not known at first.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    /// <summary>What is asked again waits for this.</summary>
    public void WaitFor(Task serving) => Volatile.Write(ref _serving, serving);

    public Task<SaleAnswer> PlaceAsync(SaleBuyer buyer, string key, ClientItem item, CancellationToken cancellationToken)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"items":[{"productId":"{{item.ProductId}}","quantity":{{item.Quantity}},"priceVersion":{{item.PriceVersion}}}]}""");
        return AskAsync(wire, new SaleRequest(buyer, key, ClientOp.Place, "/api/v1/orders", body, Items: [item]), cancellationToken);
    }

    public Task<SaleAnswer> PayAsync(SaleBuyer buyer, string key, string orderId, CancellationToken cancellationToken) => AskUntilKnownAsync(
        new SaleRequest(buyer, key, ClientOp.Pay, $"/api/v1/orders/{orderId}/pay", """{"method":"test-card"}""", orderId), cancellationToken);

    /// <summary>Asks once more and once more, until it is known.</summary>
    public async Task<SaleAnswer> AskUntilKnownAsync(SaleRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Volatile.Read(ref _serving).WaitAsync(cancellationToken);
            var answer = await AskAsync(againWire, request, cancellationToken);
            if (answer.Outcome != ClientOutcome.Unknown)
            {
                return answer;
            }

            await Task.Delay(AgainAfter, clock, cancellationToken);
        }
    }

    private async Task<SaleAnswer> AskAsync(HttpWire over, SaleRequest request, CancellationToken cancellationToken)
    {
        Note(request, ClientOutcome.Attempt);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(AnswerMax);
        try
        {
            var answer = await over.SendAsync(request.ToBytes(), deadline.Token);
            Answered?.Invoke(answer);
            return Note(request, answer);
        }
        catch (Exception exception) when (exception is SocketException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Interlocked.Increment(ref _unknown);
            Note(request, ClientOutcome.Unknown, code: exception.GetType().Name);
            return new SaleAnswer(ClientOutcome.Unknown, request);
        }
    }

    private SaleAnswer Note(SaleRequest request, HttpWireAnswer answer)
    {
        if (answer.Status is Timeout or TooMany or >= ServerFault)
        {
            Interlocked.Increment(ref _unknown);
            Note(request, ClientOutcome.Unknown, answer.Status);
            return new SaleAnswer(ClientOutcome.Unknown, request);
        }

        using var document = JsonDocument.Parse(answer.Body.IsEmpty ? "{}"u8.ToArray() : answer.Body);
        var root = document.RootElement;
        if (answer.Status is not (200 or 201))
        {
            var code = root.TryGetProperty("code", out var known) ? known.GetString() : null;
            var standing = root.TryGetProperty("orderId", out var id) ? id.GetString() : null;
            _records.Enqueue(Describe(request, ClientOutcome.Fail, answer.Status) with { Code = code, OrderId = request.OrderId ?? standing });
            return new SaleAnswer(ClientOutcome.Fail, request, Code: code);
        }

        var (orderId, state) = (root.GetProperty("orderId").GetString()!, root.GetProperty("status").GetString()!);
        var record = Describe(request, ClientOutcome.Ok, answer.Status) with
        {
            OrderId = orderId,
            State = state,
            TotalMinor = root.GetProperty("total").GetProperty("amountMinor").GetInt64(),
            Hash = Convert.ToHexStringLower(SHA256.HashData(answer.Body.Span).AsSpan(0, HashBytes)),
        };
        _records.Enqueue(record);
        return new SaleAnswer(ClientOutcome.Ok, request, orderId, state);
    }

    private void Note(SaleRequest request, ClientOutcome outcome, int? status = null, string? code = null) =>
        _records.Enqueue(Describe(request, outcome, status) with { Code = code });

    private ClientRecord Describe(SaleRequest request, ClientOutcome outcome, int? status) => new(
        (long)clock.GetElapsedTime(_started).TotalMilliseconds, request.Buyer.Name, request.Buyer.UserId, request.Key, request.Op, outcome,
        outcome == ClientOutcome.Attempt ? request.Items : null, request.OrderId, status);
}

/// <summary>An account and its token.</summary>
internal sealed record SaleBuyer(string Name, string UserId, string Token)
{
    /// <summary>Keeps the token out of logs.</summary>
    public override string ToString() => Name;
}

internal sealed record SaleRequest(
    SaleBuyer Buyer, string Key, ClientOp Op, string Path, string Body, string? OrderId = null, IReadOnlyList<ClientItem>? Items = null)
{
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"POST {Path} HTTP/1.1\r\nHost: sale\r\nAuthorization: Bearer {Buyer.Token}\r\nIdempotency-Key: {Key}\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
}

internal sealed record SaleAnswer(
    ClientOutcome Outcome, SaleRequest Request, string? OrderId = null, string? State = null, string? Code = null)
{
    public bool IsSoldOut => Outcome == ClientOutcome.Fail && Code == "sold-out";
}
