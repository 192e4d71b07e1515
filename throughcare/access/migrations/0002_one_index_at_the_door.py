from django.db import migrations, models


class Migration(migrations.Migration):
    # Beside the index of the door, one that also begins with a person and an organisation was taken for it, and was
    # slower: it has to look at every category.
    dependencies = [("access", "0001_tables")]
    operations = [
        migrations.RemoveIndex(model_name="grant", name="grant_person"),
        migrations.AddIndex(model_name="grant", index=models.Index(fields=["person"], name="grant_person")),
    ]
