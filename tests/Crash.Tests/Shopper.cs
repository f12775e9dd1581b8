using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.SignalR;
using SocialCommerce.Client;
using SocialCommerce.Client.Interactions;
using SocialCommerce.Client.Live;

namespace SocialCommerce.Crash.Tests;

/// <summary>A user who comments and shops as fast as the server answers, until it answers no more.</summary>
internal sealed class Shopper(SocialCommerceClient client, Shop shop, Ledger ledger, int seed)
{
    private const int LanesMax = 4;

    private static readonly InteractionKind[] Kinds =
        [InteractionKind.View, InteractionKind.Click, InteractionKind.Like, InteractionKind.Cart, InteractionKind.Purchase];

    private int _count;

    public SocialCommerceClient Client => client;

    private string UserId => client.Tokens!.UserId;

    /// <summary>Goes on until the server is killed; an error before that is an error.</summary>
    public async Task RunAsync(LiveConnection live, CancellationToken killed) =>
        await Task.WhenAll(Enumerable.Range(0, LanesMax).SelectMany(lane => new[]
        {
            UntilBrokenAsync(() => CommentAsync(live, NextComment()), killed),
            UntilBrokenAsync(() => TrackAsync(lane % 2 == 0 ? live : null, NextInteraction(lane)), killed),
        }));

    /// <summary>Goes on until it is told that it is enough; every act is made through what decides on trying again.</summary>
    public Task RunUntilAsync(LiveConnection live, Func<Func<Task>, Task> makeAsync, CancellationToken enough) =>
        Task.WhenAll(Enumerable.Range(0, LanesMax).SelectMany(lane => new[]
        {
            UntilEnoughAsync(NextComment, tried => CommentAsync(live, tried), makeAsync, enough),
            UntilEnoughAsync(() => NextInteraction(lane), tried => TrackAsync(lane % 2 == 0 ? live : null, tried), makeAsync, enough),
        }));

    public async Task<LiveConnection> EnterAsync()
    {
        var live = client.CreateLiveConnection();
        await live.StartAsync();
        await live.JoinRoomAsync(shop.RoomId);
        return live;
    }

    public async Task<TriedComment> CommentAsync(LiveConnection live, TriedComment tried)
    {
        var sent = await live.SendCommentAsync(shop.RoomId, tried.Text, tried.ClientId);
        tried.Id = sent.Id;
        tried.Seq = sent.Seq;
        return tried;
    }

    /// <summary>Over the hub or, without a connection, over REST.</summary>
    public async Task<InteractionResult> TrackAsync(LiveConnection? live, TriedInteraction tried)
    {
        var results = live is null
            ? await client.TrackAsync([tried.Interaction])
            : await live.TrackAsync([tried.Interaction]);
        tried.Offset = results[0].Offset;
        return results[0];
    }

    private TriedComment NextComment()
    {
        var id = NextId();
        var tried = new TriedComment(UserId, $"c-{id}", $"Comment {id} 评论");
        ledger.Add(tried);
        return tried;
    }

    private TriedInteraction NextInteraction(int lane)
    {
        var id = NextId();
        var number = (seed * 7) + Volatile.Read(ref _count);
        var interaction = new Interaction(
            shop.ProductIds[number % (shop.ProductIds.Count / 2)], Kinds[(number + lane) % Kinds.Length], $"e-{id}", shop.RoomId);
        var tried = new TriedInteraction(UserId, interaction);
        ledger.Add(tried);
        return tried;
    }

    private string NextId() =>
        string.Create(CultureInfo.InvariantCulture, $"{seed}-{Interlocked.Increment(ref _count)}");

    private static async Task UntilEnoughAsync<T>(
        Func<T> next, Func<T, Task> act, Func<Func<Task>, Task> makeAsync, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var tried = next();
            await makeAsync(() => act(tried));
        }
    }

    // The server is killed under these calls; which of the layers notices first is a matter of chance.
    private static async Task UntilBrokenAsync<T>(Func<Task<T>> act, CancellationToken killed)
    {
        try
        {
            while (true)
            {
                await act();
            }
        }
        catch (Exception exception) when (killed.IsCancellationRequested && IsBroken(exception))
        {
        }
    }

    private static bool IsBroken(Exception exception) => exception
        is WebSocketException or HttpRequestException or IOException or HubException or InvalidOperationException or OperationCanceledException;
}
