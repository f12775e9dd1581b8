using Npgsql;
using Orleans.Storage;
using SocialCommerce.Grains.Interfaces.Products.Reviews;
using SocialCommerce.Grains.Products.Reviews;
using static SocialCommerce.Silo.Storage.PostgresParameter;

namespace SocialCommerce.Silo.Storage;

/// <summary>The statements of one write to reviews: those of rows first, in the order of the changes.</summary>
internal static class PostgresReviewWrites
{
    public static void Fill(NpgsqlBatch commands, ReviewChanges changes)
    {
        foreach (var save in changes.Rows)
        {
            commands.BatchCommands.Add(Save(save));
        }

        foreach (var (reviewId, revision) in changes.Revisions)
        {
            commands.BatchCommands.Add(Keep(reviewId, revision));
        }

        foreach (var (voter, isHelpful) in changes.Votes)
        {
            commands.BatchCommands.Add(Vote(voter, isHelpful));
        }
    }

    /// <exception cref="InconsistentStateException">A row was not at the version that it was read with.</exception>
    public static void Check(NpgsqlBatch commands, ReviewChanges changes)
    {
        for (var index = 0; index < changes.Rows.Count; index++)
        {
            if (commands.BatchCommands[index].RecordsAffected == 0)
            {
                var (row, known) = changes.Rows[index];
                throw new InconsistentStateException($"Review {row.ReviewId} is no longer at version {known}.");
            }
        }
    }

    private static NpgsqlBatchCommand Save(ReviewSave save)
    {
        const string Insert =
            """
            INSERT INTO review (review_id, product_id, buyer_id, rating, belief, helpful, unhelpful, helpful_rank, is_hidden, is_told, version, payload)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """;
        const string Update =
            """
            UPDATE review SET rating = $4, belief = $5, helpful = $6, unhelpful = $7, helpful_rank = $8, is_hidden = $9, is_told = $10,
              version = $11, payload = $12
            WHERE review_id = $1 AND product_id = $2 AND buyer_id = $3 AND version = $13
            """;

        var row = save.Row;
        var command = new NpgsqlBatchCommand(save.Known == 0 ? Insert : Update)
        {
            Parameters =
            {
                Of(row.ReviewId), Of(row.ProductId), Of(row.BuyerId), Of(row.Rating), Of(row.Belief), Of(row.Helpful), Of(row.Unhelpful),
                Of(row.HelpfulRank), Of(row.IsHidden), Of(row.IsTold), Of(row.Version), Of(ReviewPayloads.Write(row.Body)),
            },
        };
        if (save.Known != 0)
        {
            command.Parameters.Add(Of(save.Known));
        }

        return command;
    }

    private static NpgsqlBatchCommand Keep(string reviewId, ReviewRevision revision) =>
        new("INSERT INTO review_revision (review_id, number, at, payload) VALUES ($1, $2, $3, $4)")
        {
            Parameters =
            {
                Of(reviewId), Of(revision.Number), Of(revision.At.ToUnixTimeMilliseconds()), Of(ReviewPayloads.Write(revision.Content)),
            },
        };

    private static NpgsqlBatchCommand Vote(ReviewVoter voter, bool? isHelpful)
    {
        const string Upsert =
            """
            INSERT INTO review_vote (review_id, user_id, is_helpful) VALUES ($1, $2, $3)
            ON CONFLICT (review_id, user_id) DO UPDATE SET is_helpful = excluded.is_helpful
            """;
        const string Delete = "DELETE FROM review_vote WHERE review_id = $1 AND user_id = $2";

        return isHelpful is { } value
            ? new NpgsqlBatchCommand(Upsert) { Parameters = { Of(voter.ReviewId), Of(voter.UserId), Of(value) } }
            : new NpgsqlBatchCommand(Delete) { Parameters = { Of(voter.ReviewId), Of(voter.UserId) } };
    }
}
