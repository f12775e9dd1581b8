using System.Globalization;
using Microsoft.Extensions.Options;
using SocialCommerce.Grains.Interfaces.Products;
using SocialCommerce.Grains.Interfaces.Rooms;
using SocialCommerce.Grains.Interfaces.Rooms.Questions;

namespace SocialCommerce.Grains.Rooms.Questions;

/// <summary>
/// Asks <see cref="QuestionRules"/>, keeps votes in a list, one commit at a time, and shows the room the most wanted
/// questions. Only what the host does goes into the room's sequence, so that a crowd that asks does not fill it.
/// </summary>
internal sealed class QuestionsGrain(
    [PersistentState("questions", StorageNames.Commerce)] IPersistentState<QuestionsState> storage,
    IListStore lists,
    IOptions<ModerationOptions> moderation,
    TimeProvider clock) : Grain, IQuestionsGrain
{
    /// <summary>The list that every viewer is sent is not small; it is sent at most this often.</summary>
    private static readonly TimeSpan ShowPeriod = TimeSpan.FromSeconds(1);

    private QuestionVotes _votes = null!;
    private Batcher<VoteQuestion> _ballots = null!;
    private RoomGate _gate = null!;
    private QuestionReader _reader = null!;
    private OneShotTimer _show = null!;
    private string? _ending;

    private string RoomId => this.GetPrimaryKeyString();

    private IRoomGrain Room => GrainFactory.GetGrain<IRoomGrain>(RoomId);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _votes = new QuestionVotes(RoomId);
        _ballots = new Batcher<VoteQuestion>(CommitAsync);
        _gate = new RoomGate(GrainFactory, RoomId, clock);
        _reader = new QuestionReader(_gate, lists, moderation);
        _show = new OneShotTimer(this, ShowAsync);
        await foreach (var vote in lists.ReadAllAsync(ListNames.QuestionVotes(RoomId), cancellationToken))
        {
            _votes.Load(vote);
        }

        await ForgetVotesAsync(cancellationToken);

        if (storage.State.Questions.Length > 0)
        {
            _show.Schedule(ShowPeriod);
        }
    }

    public async Task<QuestionResult> AskAsync(AskQuestion command, CancellationToken cancellationToken)
    {
        var errors = QuestionLimits.Check(command);
        if (!errors.IsEmpty)
        {
            return new QuestionResult(EngagementOutcome.Invalid, null, errors);
        }

        var (mayAsk, text) = await _reader.ReadAsync(command.UserId, command.Text, cancellationToken);
        if (mayAsk != EngagementOutcome.Done)
        {
            return Answer(mayAsk, command.QuestionId, command.UserId);
        }

        if (command.ProductId is { } productId
            && await GrainFactory.GetGrain<IProductGrain>(productId).GetCardAsync(cancellationToken) is null)
        {
            return Answer(EngagementOutcome.UnknownProduct, command.QuestionId, command.UserId);
        }

        var (next, outcome) = QuestionRules.Ask(storage.State, command with { Text = text }, clock.GetUtcNow());
        await SaveAsync(next);
        return Answer(outcome, command.QuestionId, command.UserId);
    }

    public async Task<QuestionResult> VoteAsync(VoteQuestion command, CancellationToken cancellationToken)
    {
        var outcome = await _gate.DenyAsync(command.UserId) ?? QuestionRules.DecideVote(storage.State, command);
        if (outcome == EngagementOutcome.Done && command.QuestionId == _ending)
        {
            outcome = EngagementOutcome.Closed;
        }

        if (outcome == EngagementOutcome.Done)
        {
            await _ballots.AddAsync(command);
        }

        return Answer(outcome, command.QuestionId, command.UserId);
    }

    public async Task<QuestionResult> HostAsync(HostQuestion command, CancellationToken cancellationToken)
    {
        var errors = QuestionLimits.CheckAnswer(command.Answer);
        if (!errors.IsEmpty)
        {
            return new QuestionResult(EngagementOutcome.Invalid, null, errors);
        }

        if (RoomGate.DenyHost(await Room.GetAsync(cancellationToken), command.UserId) is { } denied)
        {
            return Answer(denied, command.QuestionId, command.UserId);
        }

        var outcome = await ActAsync(command);
        await DeliverAsync(cancellationToken);
        await ForgetVotesAsync(cancellationToken);
        return Answer(outcome, command.QuestionId, command.UserId);
    }

    public Task<QuestionPage> ListAsync(ListQuestions request, CancellationToken cancellationToken)
    {
        var start = int.TryParse(request.Page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : 0;
        var limit = Math.Clamp(request.Page.Limit, 1, PageLimits.LimitMax);
        var questions = QuestionRules.List(storage.State, request.Status, _votes.Count).Skip(start).Take(limit + 1).ToList();
        ImmutableArray<QuestionLine> lines = [.. questions.Take(limit).Select(question => Describe(question, request.ViewerId))];
        return Task.FromResult(new QuestionPage(
            lines, questions.Count > limit ? (start + limit).ToString(CultureInfo.InvariantCulture) : null));
    }

    // The votes that a question ends with hold every vote that was answered: no other is taken meanwhile.
    private async Task<EngagementOutcome> ActAsync(HostQuestion command)
    {
        _ending = command.Act is QuestionAct.Answer or QuestionAct.Hide ? command.QuestionId : null;
        try
        {
            await _ballots.DrainAsync();
            var (next, outcome) = QuestionRules.Host(
                storage.State, command, _votes.Count(command.QuestionId), clock.GetUtcNow());
            await SaveAsync(next);
            return outcome;
        }
        finally
        {
            _ending = null;
        }
    }

    private async Task CommitAsync(IReadOnlyList<VoteQuestion> votes)
    {
        try
        {
            // Not cancellable: what other callers wait for is in the same commit.
            await lists.ApplyAsync(_votes.Plan(votes), CancellationToken.None);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _votes.Count(votes);
        _show.Schedule(ShowPeriod);
    }

    private async Task SaveAsync(QuestionsState next)
    {
        if (!ReferenceEquals(next, storage.State))
        {
            await storage.SaveAsync(next, this);
            _show.Schedule(ShowPeriod);
        }
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        if (!storage.State.Outbox.IsEmpty)
        {
            await RoomOutbox.DeliverAsync(Room, storage.State.Outbox, cancellationToken);
            await storage.SaveAsync(storage.State with { Outbox = [] }, this);
        }
    }

    // Also those that a crash left behind.
    private async Task ForgetVotesAsync(CancellationToken cancellationToken)
    {
        var ended = _votes.Questions.Where(
            id => QuestionRules.Find(storage.State, id) is not { Status: QuestionStatus.Waiting }).ToList();
        foreach (var questionId in ended)
        {
            await lists.RemoveAllAsync(ListNames.QuestionVotes(RoomId), _votes.Forget(questionId), cancellationToken);
        }
    }

    private Task ShowAsync(CancellationToken cancellationToken)
    {
        var waiting = QuestionRules.List(storage.State, QuestionStatus.Waiting, _votes.Count).ToList();
        return Room.ShowQuestionsAsync(
            new RoomQuestions(RoomId, waiting.Count, [.. waiting.Take(QuestionLimits.TopMax)]), cancellationToken);
    }

    private QuestionResult Answer(EngagementOutcome outcome, string questionId, string userId) => new(
        outcome,
        outcome == EngagementOutcome.Done && QuestionRules.Find(storage.State, questionId) is { } question
            ? Describe(question, userId)
            : null,
        []);

    private QuestionLine Describe(RoomQuestion question, string? viewerId) => new(
        question.Status == QuestionStatus.Waiting ? question with { Votes = _votes.Count(question.QuestionId) } : question,
        _votes.HasVoted(question.QuestionId, viewerId));
}
