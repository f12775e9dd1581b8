using System.Globalization;
using Microsoft.AspNetCore.Http;
using SocialCommerce.Api.Common;
using SocialCommerce.Api.Operations;
using SocialCommerce.Tests.Shared;

namespace SocialCommerce.Api.Tests.Operations.Idempotency;

/// <summary>One history of one or two keys, drawn from a seed, held against what keys promise.</summary>
internal sealed class KeyedHistory : IHistory
{
    /// <summary>Kinds of things that can happen, all of which do in a hundred thousand histories.</summary>
    public const int Kinds = 22;

    private const int StepsMin = 6;
    private const int StepsMore = 16;
    private const string User = "u_1";

    private static readonly string[] Bodies = ["tea", "tea", "tea", "cup", KeyedShop.BadBody];
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);
    private static readonly TimeSpan AttemptMax = TimeSpan.FromMinutes(2);

    private readonly Random _random;
    private readonly Clock _clock = new();
    private readonly KeyedShop _shop;
    private readonly IdempotencyMiddleware _middleware;
    private readonly Dictionary<string, KeyedGrain> _grains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly List<Attempt> _open = [];
    private readonly List<(DateTimeOffset At, string What, string To)> _happened = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly string[] _keys;

    public KeyedHistory(int seed, PlantedFault planted = PlantedFault.None)
    {
        _random = new Random(seed);
        _shop = new KeyedShop(planted);
        _keys = _random.Next(3) == 0 ? ["key-1", "key-2"] : ["key-1"];
        foreach (var key in _keys)
        {
            _grains.Add(NewId.Derived("k", User, key), new KeyedGrain(_clock, planted));
            _known.Add(key, new Known());
        }

        _middleware = new IdempotencyMiddleware(
            context => _shop.AnswerAsync(context, (Attempt)context.Items["attempt"]!), KeyedGrains.Make(id => _grains[id]));
    }

    public string? Violation { get; private set; }

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public void Run()
    {
        // What waits goes on where it is let go on, not when the test's scheduler likes to.
        SynchronizationContext.SetSynchronizationContext(null);
        var steps = StepsMin + _random.Next(StepsMore);
        for (var step = 0; step < steps && Violation is null; step++)
        {
            Act();
        }

        while (_open.Count > 0 && Violation is null)
        {
            Release(_open[^1], Fate.Done);
        }

        // In the end everybody who asks again is answered, at once, and as the first was; who died is not waited for any more.
        _clock.Now += AttemptMax;
        foreach (var key in _keys.Where(_ => Violation is null))
        {
            GrainOf(key).Next = StoreFault.None;
            Arrive(key, _known[key].Body ?? "tea");
            if (_open.Count > 0)
            {
                Release(_open[^1], Fate.Done);
            }

            Check(_known[key].Answer is not null, $"{key} is not answered in the end");
            Check(_shop.Effects.GetValueOrDefault(key) <= 1, $"{key} has {_shop.Effects.GetValueOrDefault(key)} effects");
        }
    }

    public override string ToString() => string.Join('\n', _happened.Select(step => $"{step.At:HH:mm:ss} {step.What} {step.To}"));

    private KeyedGrain GrainOf(string key) => _grains[NewId.Derived("k", User, key)];

    private void Act()
    {
        var key = _keys[_random.Next(_keys.Length)];
        switch (_random.Next(20))
        {
            case < 9:
                Arrive(key, Bodies[_random.Next(Bodies.Length)]);
                break;
            case < 15:
                ReleaseOne();
                break;
            case 15:
                Note("grain lost", key);
                GrainOf(key).Drop();
                _known[key].Running = null;
                break;
            case 16:
                Die();
                break;
            case 17:
                GrainOf(key).Next = (StoreFault)_random.Next(4);
                Note($"store {GrainOf(key).Next}", key);
                break;
            case 18:
                Pass();
                break;
            default:
                Tick(key);
                break;
        }
    }

    private void Arrive(string key, string body)
    {
        var attempt = new Attempt(key, body, _clock.Now);
        attempt.Context.Items["attempt"] = attempt;
        var known = _known[key];
        var isRunning = known.Running is { } running && _clock.Now - running.BegunAt < AttemptMax;
        attempt.Answered = _middleware.InvokeAsync(attempt.Context);
        if (known.Answer is not null)
        {
            Note(known.Body == body ? "asked again" : "asked otherwise", key);
            Check(
                known.Body == body ? attempt is { IsReplayed: true } && attempt.Answer == known.Answer : IsReused(attempt),
                $"{key} {body} was answered {attempt.Answer}, first {known.Answer} to {known.Body}");
        }
        else if (isRunning)
        {
            Note(known.Running!.Body == body ? "asked meanwhile" : "asked otherwise meanwhile", key);
            Check(
                known.Running.Body == body ? attempt.Status == StatusCodes.Status409Conflict : IsReused(attempt),
                $"{key} {body} was answered {attempt.Answer} while {known.Running.Body} is under way");
        }
        else
        {
            Note("begun", $"{key} {body}");
            Check(!attempt.Answered.IsCompleted, $"{key} {body} was answered {attempt.Answer} though nothing is known");
            known.Running = attempt;
            _open.Add(attempt);
        }
    }

    private void ReleaseOne()
    {
        if (_open.Count > 0)
        {
            Release(_open[_random.Next(_open.Count)], (Fate)Math.Max(0, _random.Next(10) - 5));
        }
    }

    private void Release(Attempt attempt, Fate fate)
    {
        _open.Remove(attempt);
        var (known, grain) = (_known[attempt.Key], GrainOf(attempt.Key));
        Note($"endpoint {fate}", attempt.Key);
        if (fate == Fate.Dies)
        {
            // Who asked is gone; the grain does not hear of it.
            return;
        }

        var fault = grain.Next;
        var isStored = known.Answer is not null;
        attempt.Gate.SetResult(fate);
        Check(attempt.Answered.IsCompleted, $"{attempt.Key} was not answered");
        if (ReferenceEquals(known.Running, attempt))
        {
            known.Running = null;
        }

        if (fate is Fate.Fails or Fate.FailsAfter or Fate.Limited)
        {
            Check(fate == Fate.Limited ? attempt.Status == StatusCodes.Status429TooManyRequests : attempt.Answered.IsFaulted, $"{attempt.Key} {fate} was answered {attempt.Answer}");
        }
        else if (attempt.Answered.IsFaulted)
        {
            Note("not stored", attempt.Key);
            Check(fault != StoreFault.None, $"{attempt.Key} was not answered: {attempt.Answered.Exception}");
            (known.Answer, known.Body) = (isStored ? known.Answer : Read(grain), isStored ? known.Body : grain.Memory.Answer is null ? null : attempt.Body);
            known.AnsweredAt = isStored ? known.AnsweredAt : _clock.Now;
            if (fault != StoreFault.ReminderFails)
            {
                known.Running = null;
            }
        }
        else
        {
            Judge(attempt, known, isStored);
        }
    }

    private void Judge(Attempt attempt, Known known, bool isStored)
    {
        if (!isStored)
        {
            Note("answered", attempt.Key);
            (known.Answer, known.Body, known.AnsweredAt) = (attempt.Answer, attempt.Body, _clock.Now);
            return;
        }

        Note("answered late", attempt.Key);
        Check(
            known.Body == attempt.Body ? attempt.Answer == known.Answer : IsReused(attempt),
            $"{attempt.Key} {attempt.Body} was answered {attempt.Answer}, first {known.Answer} to {known.Body}");
    }

    // The process dies with all that is under way; what is stored stays.
    private void Die()
    {
        Note("process dies", string.Empty);
        _open.Clear();
        foreach (var key in _keys)
        {
            GrainOf(key).Drop();
            _known[key].Running = null;
        }
    }

    private void Pass()
    {
        TimeSpan[] steps = [TimeSpan.FromSeconds(30), AttemptMax, TimeSpan.FromHours(5), TimeSpan.FromHours(20)];
        var time = steps[_random.Next(steps.Length)];
        Note("time passes", time.ToString("c", CultureInfo.InvariantCulture));
        _clock.Now += time;
    }

    // A reminder of an engine comes in time, late, or early.
    private void Tick(string key)
    {
        var grain = GrainOf(key);
        if (grain.RemindAt is not { } due)
        {
            return;
        }

        Note(_clock.Now >= due ? "reminder" : "reminder comes early", key);
        grain.TickAsync().GetAwaiter().GetResult();
        if (grain.Memory.Answer is null)
        {
            // Nothing that was answered less than a day ago is forgotten; what is forgotten was done once all the same.
            Check(
                _known[key].Answer is null || _clock.Now - _known[key].AnsweredAt >= Retention,
                $"{key} was forgotten after {_clock.Now - _known[key].AnsweredAt}");
            _known[key] = new Known();
        }
    }

    private static string? Read(KeyedGrain grain) => grain.Memory.Answer is { } stored
        ? $"{stored.StatusCode} {stored.ContentType} {stored.Location} {stored.ETag} {stored.Body}"
        : null;

    private static bool IsReused(Attempt attempt) => attempt is { Status: StatusCodes.Status422UnprocessableEntity }
        && attempt.Answer.Contains(ProblemCodes.IdempotencyKeyReused, StringComparison.Ordinal);

    private void Note(string what, string to)
    {
        _counts[what] = _counts.GetValueOrDefault(what) + 1;
        _happened.Add((_clock.Now, what, to));
    }

    private void Check(bool holds, string evidence)
    {
        if (!holds)
        {
            Violation ??= evidence;
        }
    }

    /// <summary>What was answered first, and what is under way.</summary>
    private sealed class Known
    {
        public string? Answer { get; set; }

        public string? Body { get; set; }

        public DateTimeOffset AnsweredAt { get; set; }

        public Attempt? Running { get; set; }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
