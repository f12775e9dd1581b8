namespace SocialCommerce.Algorithms.Recommendation;

/// <summary>Trains one kind of model.</summary>
public interface IModelTrainer
{
    /// <summary>Names the kind of model, such as "ials" or "sasrec"; part of stored artifacts.</summary>
    string Kind { get; }

    /// <summary>Starts from nothing. The same data and seed give the same model, bit for bit.</summary>
    ITrainingRun Start(TrainingData data, ulong seed);

    /// <summary>Goes on from a checkpoint on the same data, as if it had never been interrupted.</summary>
    ITrainingRun Resume(TrainingData data, Stream checkpoint);

    /// <summary>Reads what <see cref="ITrainingRun.WriteModel"/> wrote; input that is no model throws InvalidDataException.</summary>
    IEmbeddingModel Read(Stream model);
}

/// <summary>Training cut into short steps, so that whoever drives it can throttle it, stop it and go on later.</summary>
public interface ITrainingRun
{
    int StepsDone { get; }

    int StepsTotal { get; }

    /// <summary>Does one bounded piece of work: about a second or less at the size of a small shop.</summary>
    void Step();

    /// <summary>Everything that <see cref="IModelTrainer.Resume"/> needs beside the data.</summary>
    void WriteCheckpoint(Stream destination);

    /// <summary>The model as of now; complete once all steps are done.</summary>
    void WriteModel(Stream destination);
}

/// <summary>
/// A trained model that places users and products in one space, where the score of a product for a user is the dot
/// product of their vectors. Immutable and safe to use from many threads.
/// </summary>
public interface IEmbeddingModel
{
    string Kind { get; }

    int Dimensions { get; }

    int ItemCount { get; }

    /// <summary>The vector of a product.</summary>
    ReadOnlySpan<float> ItemVector(int item);

    /// <summary>
    /// Places a user, known or not, by the products of the history, newest first, in one turn (fold-in). An empty history
    /// gives zeros.
    /// </summary>
    void EmbedUser(ReadOnlySpan<int> history, Span<float> destination);
}
