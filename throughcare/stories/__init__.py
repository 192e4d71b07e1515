"""What happens to invented people, as plain values: who they are, and each deed of their histories in its order."""
