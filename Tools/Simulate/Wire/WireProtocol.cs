using System.Text.Json;

namespace SocialCommerce.Tools.Simulate.Wire;

/// <summary>How one kind of server is spoken to. All of them know JoinRoom and SendComment, and push Events.</summary>
internal abstract class WireProtocol
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Path and query of the socket.</summary>
    public abstract string Path { get; }

    /// <summary>What the client sends from time to time so that the server knows that it is there; null for nothing.</summary>
    public abstract ReadOnlyMemory<byte>? Ping { get; }

    /// <summary>Opens the conversation; ends when calls may be made.</summary>
    /// <param name="send">Sends one text message.</param>
    /// <param name="greeted">Completes when the server has greeted.</param>
    public abstract Task GreetAsync(Func<ReadOnlyMemory<byte>, ValueTask> send, Task greeted);

    /// <summary>A call of a method with one argument of JSON, answered under the id.</summary>
    public abstract byte[] Call(int id, string method, string argument);

    /// <summary>Tells what a message is, record by record.</summary>
    public abstract void Read(ReadOnlySpan<byte> message, IWireReceiver receiver);

    protected static JsonElement Json(ReadOnlySpan<byte> text)
    {
        using var document = JsonDocument.Parse(text.ToArray(), Options);
        return document.RootElement.Clone();
    }
}

/// <summary>Who is told what came.</summary>
internal interface IWireReceiver
{
    void OnGreeted();

    /// <summary>A push Events, unread.</summary>
    void OnEvents(ReadOnlySpan<byte> message);

    /// <summary>A push Pulse, unread.</summary>
    void OnPulse(ReadOnlySpan<byte> message);

    void OnAnswer(int id, JsonElement result);

    /// <summary>The server asks whether anybody is there.</summary>
    void OnPing(ReadOnlyMemory<byte> pong);
}
