namespace Orleans.Configuration;

/// <summary>Settings of memory storage; in one process there is nothing to set.</summary>
public class MemoryGrainStorageOptions
{
}
