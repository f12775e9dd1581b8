namespace SocialCommerce.Grains.Interactions;

/// <summary>What is stored of a partition.</summary>
internal sealed record PartitionState
{
    /// <summary>Every row up to this sequence is durable in all the states it moves.</summary>
    public long Checkpoint { get; set; }
}
