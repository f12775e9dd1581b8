namespace SocialCommerce.Tools.Verify;

/// <summary>The records of all clients, by what was asked under which key.</summary>
internal sealed class ClientHistory
{
    private readonly Dictionary<(string Client, string Key, ClientOp Op), ClientAsked> _asked = [];

    public ClientHistory(IEnumerable<ClientRecord> records)
    {
        foreach (var record in records)
        {
            Count++;
            var key = (record.BuyerId, record.Key, record.Op);
            if (!_asked.TryGetValue(key, out var asked))
            {
                _asked.Add(key, asked = new ClientAsked(record));
            }

            asked.Note(record);
        }
    }

    public long Count { get; }

    public IEnumerable<ClientAsked> Asked => _asked.Values;
}

/// <summary>One thing that a buyer asked for, however often: one key.</summary>
internal sealed class ClientAsked(ClientRecord first)
{
    public ClientRecord First => first;

    public List<ClientRecord> Accepted { get; } = [];

    public bool HasAttempt { get; private set; }

    /// <summary>Nobody was told for certain what became of it.</summary>
    public bool IsUnknown => Accepted.Count == 0 && !_isRefusedLast;

    /// <summary>An order whose payment was declined: it stands, unpaid, and its buyer was told so.</summary>
    public ClientRecord? Declined { get; private set; }

    private bool _isRefusedLast;

    public void Note(ClientRecord record)
    {
        switch (record.Outcome)
        {
            case ClientOutcome.Attempt:
                HasAttempt = true;
                break;
            case ClientOutcome.Ok:
                Accepted.Add(record);
                break;
            case ClientOutcome.Fail:
                _isRefusedLast = true;
                Declined = record is { Code: "payment-declined", OrderId: not null } ? record : Declined;
                break;
            default:
                _isRefusedLast = false;
                break;
        }
    }

    public override string ToString() => $"{first.Op} of {first.BuyerId} under key {first.Key}";
}
